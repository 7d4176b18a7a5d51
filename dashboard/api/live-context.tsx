import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { watchReport } from './watch-report.ts';

interface Live {
  /** Grows with each change. */
  tick: number;
  /** Grows each minute while the page is seen, and at once when it is seen again after longer. */
  minute: number;
  state: 'off' | 'live' | 'waiting';
  /** Sets what is listened to; null for nothing. */
  listen: (input: unknown) => void;
}

const LiveContext = createContext<Live>({ tick: 0, minute: 0, state: 'off', listen: () => {} });

export interface LiveProviderProps {
  url: string;
  token: () => Promise<string>;
  children: ReactNode;
}

/** One stream for the whole page, open while the page is seen: whoever asks questions asks them again when it rings. */
export function LiveProvider({ url, token, children }: LiveProviderProps) {
  const [tick, setTick] = useState(0);
  const [state, setState] = useState<Live['state']>('off');
  const [asked, setAsked] = useState('null');
  const visible = useVisible();
  const minute = useMinutes(visible);
  // What changes while the page is not seen rings when it is seen again: the stream goes on where it ended.
  const known = useRef({ asked, revision: '' });
  useEffect(() => {
    const input: unknown = JSON.parse(asked);
    if (input === null || !visible) return;
    if (known.current.asked !== asked) known.current = { asked, revision: '' };
    const ending = new AbortController();
    void watchReport({
      url,
      token,
      input,
      since: known.current.revision,
      onRevision(revision, changed) {
        known.current = { asked, revision };
        if (changed) setTick((before) => before + 1);
      },
      onState: setState,
      signal: ending.signal,
    });
    return () => {
      ending.abort();
      setState('off');
    };
  }, [url, token, asked, visible]);
  const listen = useCallback((input: unknown) => setAsked(JSON.stringify(input)), []);
  const value = useMemo(() => ({ tick, minute, state, listen }), [tick, minute, state, listen]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

export const useLiveTick = (): number => use(LiveContext).tick;
/** For what changes by the clock and not by what is counted, such as silence and alerts; also for `3 minutes ago`. */
export const useMinute = (): number => use(LiveContext).minute;
export const useLiveState = (): Live['state'] => use(LiveContext).state;

/** Listens to a report while the view is shown: the widest one that it shows, of at most 36 months with its comparison. */
export function useLiveReport(input: unknown): void {
  const { listen } = use(LiveContext);
  const text = JSON.stringify(input);
  useEffect(() => {
    listen(JSON.parse(text));
    return () => listen(null);
  }, [listen, text]);
}

function useMinutes(visible: boolean): number {
  const [minute, setMinute] = useState(0);
  const last = useRef(Date.now());
  useEffect(() => {
    if (!visible) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(next, Math.max(0, last.current + 60_000 - Date.now()));
    };
    const next = () => {
      last.current = Date.now();
      setMinute((before) => before + 1);
      wait();
    };
    wait();
    return () => clearTimeout(timer);
  }, [visible]);
  return minute;
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return visible;
}
