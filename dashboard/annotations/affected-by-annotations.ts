/**
 * What stands beside annotations in the pages' documents: these are asked for again when one is written, also where none was
 * before.
 */
export const affectedByAnnotations = ['Annotation', 'Report', 'SocialShareTrajectory', 'IdeaFunnel'];
