/** A template of CloudFormation, as far as it is looked at here. */
export interface TemplateShape {
  Resources?: Readonly<Record<string, ResourceShape>>;
}

interface ResourceShape {
  Type: string;
  Properties?: Readonly<Record<string, unknown>>;
  DeletionPolicy?: string;
}

export interface Loss {
  id: string;
  type: string;
  /** Why it would be lost. */
  why: string;
}

/**
 * Types that hold what nothing else holds, and the properties of each whose change makes CloudFormation put another in its
 * place (the reference of each type says: Update requires Replacement).
 */
const held: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'ImportSourceSpecification'],
  'AWS::DynamoDB::GlobalTable': ['TableName', 'KeySchema'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::Events::EventBus': ['Name'],
  'AWS::Events::Archive': ['ArchiveName', 'SourceArn'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::KMS::Key': [],
  'AWS::Logs::LogGroup': ['LogGroupName'],
};

/** Policies under which a thing stays when its stack forgets it. */
const keeping = new Set(['Retain', 'RetainExceptOnCreate', 'Snapshot']);

/**
 * What a change of a template would take away of what holds data: a resource that is gone, of another type, replaced, or kept
 * no more when it goes; a key of an index that changes, which empties the index. Ids in `allowed` may.
 */
export function statefulLosses(
  before: TemplateShape,
  after: TemplateShape,
  allowed: ReadonlySet<string> = new Set(),
): Loss[] {
  const losses: Loss[] = [];
  for (const [id, old] of Object.entries(before.Resources ?? {})) {
    const replacing = held[old.Type];
    if (replacing === undefined || allowed.has(id)) continue;
    const lose = (why: string) => losses.push({ id, type: old.Type, why });
    const now = after.Resources?.[id];
    if (now === undefined) lose('it is removed');
    else if (now.Type !== old.Type) lose(`it becomes ${now.Type}`);
    else {
      for (const name of replacing) {
        if (differ(old.Properties?.[name], now.Properties?.[name])) lose(`it is replaced, as ${name} changes`);
      }
      if (keeping.has(old.DeletionPolicy ?? '') && !keeping.has(now.DeletionPolicy ?? '')) {
        lose('it is kept no more when it goes');
      }
      for (const index of indexesLost(old, now)) lose(`its index ${index} is made anew`);
    }
  }
  return losses;
}

function indexesLost(old: ResourceShape, now: ResourceShape): string[] {
  const indexesOf = ({ Properties }: ResourceShape) =>
    new Map(
      ((Properties?.GlobalSecondaryIndexes ?? []) as { IndexName: string }[]).map((index) => [index.IndexName, index]),
    );
  const [before, after] = [indexesOf(old), indexesOf(now)];
  return [...before].filter(([name, index]) => differ(index, after.get(name))).map(([name]) => name);
}

const differ = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);
