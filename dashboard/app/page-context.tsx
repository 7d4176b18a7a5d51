import { createContext, use, useMemo } from 'react';
import { createFormat, type Format } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import { localeOf } from '../i18n/language.ts';
import type { PageConfig } from '../session/page-config.ts';
import type { SignedIn } from '../session/session.ts';
import type { Permission } from './pages.ts';
import type { CatalogueMetric, MetricName, Shell } from './shell.ts';

interface PageContextValue {
  config: PageConfig;
  session: SignedIn;
  shell: Shell;
  language: Language;
  setLanguage: (language: Language) => void;
}

export const PageContext = createContext<PageContextValue | undefined>(undefined);

/** What holds for the whole page: who looks, the organisation, the language. */
export function usePage(): PageContextValue {
  const page = use(PageContext);
  if (!page) throw new Error('usePage: there is no page around this component');
  return page;
}

/** Whether the viewer's roles give a permission. */
export const useMay = (permission: Permission): boolean => usePage().shell.viewer.may.includes(permission);

/** A metric of the catalogue; throws for an id that it has not. */
export function useMetric(id: MetricName): CatalogueMetric {
  const metric = usePage().shell.metrics.find((one) => one.id === id);
  if (!metric) throw new Error(`There is no metric ${id}`);
  return metric;
}

/** Writes values in the language; instants in `zone`, the organisation's home zone by default. */
export function useFormat(zone?: string): Format {
  const { language, shell } = usePage();
  const where = zone ?? shell.organisation.homeTimeZone;
  return useMemo(() => createFormat(localeOf(language), where), [language, where]);
}
