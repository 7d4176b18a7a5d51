import { createSecretKey, randomBytes } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { newPersonKeys, personKeysText, retireBuckets } from '../../shared/person-keys.ts';
import { bucketOf, createSealer } from '../../shared/sealed-person.ts';
import { createPersonKeyRing } from '../../shared/store/person-key-ring.ts';
import { registryItems } from '../../shared/store/registry-items.ts';
import { seal } from '../../shared/store/seal.ts';

const key = createSecretKey(randomBytes(32));
const { pk, sk } = registryItems.personKeys;
const person = `p_${'a'.repeat(22)}`;

function registry(keys: ReturnType<typeof newPersonKeys>) {
  const held = { keys };
  const asked: string[] = [];
  const send = async (command: object) => {
    asked.push(command.constructor.name);
    const b = { B: seal(key, `${pk.S}|${sk.S}`, personKeysText(held.keys)) };
    return { Item: { pk, sk, b, v: { N: String(held.keys.revision) } } };
  };
  const client = { send } as unknown as DynamoDBClient;
  return { held, asked, ring: createPersonKeyRing(async () => ({ client, tableName: 'registry', key }), Date.now) };
}

describe('the key ring of a process', () => {
  it('asks for no keys where nothing is sealed, as in a queue from before there were any', async () => {
    const { ring, asked } = registry(newPersonKeys(randomBytes));
    const open = await ring.opener([person, 'x_of-somebody']);
    expect(open(person)).toBe(person);
    expect(asked).toEqual([]);
  });

  it('reads the keys once, and again for what was sealed with newer ones', async () => {
    const first = newPersonKeys(randomBytes);
    const { ring, asked, held } = registry(first);
    const before = createSealer(first)(person);
    expect((await ring.opener([before]))(before)).toBe(person);
    expect((await ring.opener([before, person]))(before)).toBe(person);
    expect(asked).toHaveLength(1);
    held.keys = retireBuckets(first, [bucketOf(person)], randomBytes);
    const after = createSealer(held.keys)(person);
    expect([before, after].map(await ring.opener([before, after]))).toEqual([person, person]);
    expect(asked).toHaveLength(2);
  });
});
