import { Settings2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Language, languages } from '../i18n/language.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Select } from '../parts/select.tsx';
import { usePage } from './page-context.tsx';
import { chooseTheme, preferredTheme, themes } from './theme.ts';
import styles from './top-bar.module.css';

const names: Record<Language, string> = { en: 'English', de: 'Deutsch' };

/** The visitor's own settings: language, colours, and the way out. */
export function Settings() {
  const t = useTranslations('app');
  const { shell, session, language, setLanguage } = usePage();
  const [theme, setTheme] = useState(preferredTheme);
  const who = shell.viewer.roles.map((role) => t('role', { role })).join(', ');
  return (
    <Disclosure
      className={styles.pill}
      label={
        <>
          <Settings2 size={16} aria-hidden />
          <span className={styles.wideOnly}>{who}</span>
          <span className="unseen">{t('account')}</span>
        </>
      }
    >
      <div className={`${styles.sheet} ${styles.end}`}>
        <div className={styles.setting}>
          <span aria-hidden>{t('language')}</span>
          <Select
            value={language}
            onChange={setLanguage}
            options={languages.map((id) => ({ id, name: names[id] }))}
            label={t('language')}
          />
        </div>
        <div className={styles.setting}>
          <span aria-hidden>{t('theme')}</span>
          <Select
            value={theme}
            onChange={(chosen) => {
              chooseTheme(chosen);
              setTheme(chosen);
            }}
            options={themes.map((id) => ({ id, name: t(`theme-${id}`) }))}
            label={t('theme')}
          />
        </div>
        <p>{t('signedInAs', { who: shell.viewer.subject ?? who })}</p>
        <Button onClick={() => void session.signOut()}>{t('signOut')}</Button>
      </div>
    </Disclosure>
  );
}
