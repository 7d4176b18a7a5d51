import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { watchReport } from './watch-report.ts';

interface Live {
  /** Grows with each change. */
  tick: number;
  state: 'off' | 'live' | 'waiting';
  /** Sets what is listened to; null for nothing. */
  listen: (input: unknown) => void;
}

const LiveContext = createContext<Live>({ tick: 0, state: 'off', listen: () => {} });

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
  useEffect(() => {
    const input: unknown = JSON.parse(asked);
    if (input === null || !visible) return;
    const ending = new AbortController();
    void watchReport({
      url,
      token,
      input,
      onChange: () => setTick((before) => before + 1),
      onState: setState,
      signal: ending.signal,
    });
    return () => {
      ending.abort();
      setState('off');
    };
  }, [url, token, asked, visible]);
  const listen = useCallback((input: unknown) => setAsked(JSON.stringify(input)), []);
  const value = useMemo(() => ({ tick, state, listen }), [tick, state, listen]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

export const useLiveTick = (): number => use(LiveContext).tick;
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

function useVisible(): boolean {
  const [visible, setVisible] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return visible;
}
