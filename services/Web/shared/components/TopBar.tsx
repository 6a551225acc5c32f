import type { ComponentChildren } from 'preact';
import { language, languages, languageNames, setLanguage } from '../state/language';
import { setTheme, theme } from '../state/theme';
import { words } from '../texts/words';
import { IconButton } from './Button';
import { Icon } from './Icon';
import './top-bar.css';

/** The upper edge of every page: its name, what belongs to it, and the switches for language and day or night. */
export function TopBar({ title, children }: { title: string; children?: ComponentChildren }) {
  const isNight = theme.value === 'night';
  return (
    <header class="top-bar">
      <span class="top-bar-title"><span class="mark" aria-hidden="true"><Icon name="route" /></span>{title}</span>
      <div class="row grow top-bar-middle">{children}</div>
      <label class="language">
        <span class="unseen">{words.value.language}</span>
        <Icon name="language" />
        <select value={language.value} onChange={(event) => setLanguage(languages.find((each) => each === event.currentTarget.value) ?? 'en')}>
          {languages.map((each) => <option key={each} value={each} lang={each}>{languageNames[each]}</option>)}
        </select>
      </label>
      <IconButton icon={isNight ? 'sun' : 'moon'} label={isNight ? words.value.toDay : words.value.toNight} onClick={() => setTheme(isNight ? 'day' : 'night')} />
    </header>
  );
}
