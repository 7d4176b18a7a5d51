import type { ResultOf } from 'gql.tada';
import { graphql } from '../../client/graphql.ts';

/** The social share by month on its way to the target, and how it stands. */
export const socialShareWay = graphql(`
  fragment SocialShareWay on SocialShareTrajectory @_unmask {
    status
    target
    targetDate
    citation
    requiredPerMonth
    forecastDate
    latest {
      month
      actual
      n
    }
    warnings {
      code
      message(language: $language)
      source {
        id
      }
    }
    points {
      month
      actual
      complete
      glidePath
      forecast
      forecastLow
      forecastHigh
    }
  }
`);

export type SocialShareWay = ResultOf<typeof socialShareWay>;
