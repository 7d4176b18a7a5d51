const form = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** A language as a provider says it; undefined when it is no BCP 47 tag: what is said counts, and not in which language. */
export const languageTag = (said: string | null | undefined): string | undefined =>
  said != null && form.test(said) ? said : undefined;
