import type { IconName } from '../../shared/icons/icons';
import { Icon } from '../../shared/components/Icon';
import { view, views, type View } from '../state/view';
import { t } from '../texts/texts';

const icons: Record<View, IconName> = { board: 'lift', ask: 'pin', fleet: 'car', steps: 'list' };

/** The way between the parts of the page. Each has an address of its own. */
export function Views() {
  return (
    <nav class="views" aria-label={t.value.title}>
      {views.map((each) => (
        <a key={each} href={`#${each}`} aria-current={view.value === each ? 'page' : undefined} title={t.value.views[each]}>
          <Icon name={icons[each]} /><span>{t.value.views[each]}</span>
        </a>
      ))}
    </nav>
  );
}
