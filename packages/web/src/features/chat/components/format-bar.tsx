/** The Markdown one need not know. */
import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconItalic,
  IconLink,
  IconList,
  IconStrikethrough,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import type { Format } from '../compose-model.ts';
import classes from './format-bar.module.css';

const FORMATS = [
  { format: 'bold', Icon: IconBold, keys: 'Mod+B' },
  { format: 'italic', Icon: IconItalic, keys: 'Mod+I' },
  { format: 'strike', Icon: IconStrikethrough, keys: undefined },
  { format: 'code', Icon: IconCode, keys: 'Mod+E' },
  { format: 'link', Icon: IconLink, keys: undefined },
  { format: 'quote', Icon: IconBlockquote, keys: undefined },
  { format: 'list', Icon: IconList, keys: undefined },
] as const;

export function FormatBar({ onFormat }: { readonly onFormat: (format: Format) => void }) {
  const { t } = useTranslation('chat');
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('format.bar')}>
      {FORMATS.map(({ format, Icon, keys }) => (
        <IconButton
          key={format}
          size="sm"
          label={t(`format.${format}`)}
          keys={keys}
          icon={<Icon size={17} />}
          // The field keeps its selection.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onFormat(format)}
        />
      ))}
    </div>
  );
}
