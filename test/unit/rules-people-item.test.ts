import { describe, expect, it } from 'vitest';
import { personKey, presenceOf } from '../../shared/metrics/people.ts';
import { peopleByDay } from '../../shared/store/people-format.ts';
import { decodePeople, encodePeople } from '../../shared/store/people-item.ts';

const met = new Map([
  [`service|x|c ${personKey('p_anna')}`, 1],
  [`service|x|c ${personKey('p_ben')}`, 3],
  [`sales|slack|e|hr|ma|service ${personKey('p_chris')}`, -1],
]);

describe('the item of the people met', () => {
  it('gives back what was put in', () => {
    const back = new Map<string, number>();
    decodePeople(encodePeople('2026-03-20', met, 'writer', 0), (tag, person, count) =>
      back.set(`${tag} ${person}`, count),
    );
    expect(back).toEqual(met);
  });

  it('lies in its lane, on its day, under a name of its own for each writer', () => {
    const item = encodePeople('2026-03-20', met, 'F#a 1', 3);
    expect(item.pk?.S).toBe('P#a#3');
    expect(item.sk?.S).toMatch(/^2026-03-20#.{16}$/);
    expect(encodePeople('2026-03-20', met, 'F#a 1', 3).sk).toEqual(item.sk);
    expect(encodePeople('2026-03-20', met, 'F#a 2', 3).sk).not.toEqual(item.sk);
  });

  it('takes 8 bytes for each person met once', () => {
    const many = new Map(Array.from({ length: 100 }, (_, n) => [`service|x|c ${personKey(`p_${n}`)}`, 1]));
    expect(encodePeople('2026-03-20', many, 'w', 0).b?.S?.length).toBeLessThan(830);
  });

  it('says of a tag what it was made of', () => {
    expect(presenceOf('sales|slack|e|hr|ma|service')).toEqual({
      department: 'sales',
      channel: 'slack',
      kind: 'employee',
      own: 'hr',
      manager: true,
      published: true,
      to: 'service',
    });
    expect(presenceOf('sales|x|u')).toMatchObject({ kind: 'public', own: 'sales', manager: false, to: '' });
  });

  it('drops those whose meetings cancel out', () => {
    const draft = peopleByDay.empty();
    const once = (count: number) => new Map([[`service|x|c ${personKey('p_anna')}`, count]]);
    for (const [writer, count] of [
      ['a', 1],
      ['b', 1],
      ['c', -1],
    ] as const) {
      peopleByDay.addItem?.(draft, encodePeople('2026-03-20', once(count), writer, 0));
    }
    expect(peopleByDay.finish?.(draft)).toHaveLength(1);
    peopleByDay.addItem?.(draft, encodePeople('2026-03-20', once(-1), 'd', 0));
    expect(peopleByDay.finish?.(draft)).toEqual([]);
  });
});
