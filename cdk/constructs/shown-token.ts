/** A value as cdk-nag names it: `<AWS::Region>` unless the stack has it fixed. */
export const shownToken = (value: string, name: 'Partition' | 'Region' | 'AccountId'): string =>
  /^[\w-]+$/.test(value) ? value : `<AWS::${name}>`;
