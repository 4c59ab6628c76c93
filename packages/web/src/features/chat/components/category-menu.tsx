/** What one may do with a category of one's own. */
import type { RoomCategory } from '@parley/contract/features/chat/model';
import { IconArrowDown, IconArrowUp, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { ActionMenu } from '../../../ui/components/action-menu.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useCategories } from '../preferences.ts';

const CategoryDialog = lazy(async () => ({
  default: (await import('./category-dialog.tsx')).CategoryDialog,
}));

interface CategoryMenuProps {
  readonly category: RoomCategory;
  readonly index: number;
  readonly count: number;
}

export function CategoryMenu({ category, index, count }: CategoryMenuProps) {
  const { t } = useTranslation('rooms');
  const { update, remove } = useCategories();
  const [renaming, setRenaming] = useState(false);
  const failed = { onError: (error: unknown) => toast(errorText(t, error), { tone: 'danger' }) };
  const moveTo = (to: number) => update.mutate({ categoryId: category.id, index: to }, failed);
  const label = t('category.menu', { name: category.name });
  return (
    <>
      <ActionMenu
        label={label}
        actions={[
          {
            id: 'rename',
            label: t('category.rename'),
            icon: <IconPencil size={17} />,
            onSelect: () => setRenaming(true),
          },
          ...(index === 0
            ? []
            : [
                {
                  id: 'up',
                  label: t('category.up'),
                  icon: <IconArrowUp size={17} />,
                  onSelect: () => moveTo(index - 1),
                },
              ]),
          ...(index === count - 1
            ? []
            : [
                {
                  id: 'down',
                  label: t('category.down'),
                  icon: <IconArrowDown size={17} />,
                  onSelect: () => moveTo(index + 1),
                },
              ]),
          {
            id: 'delete',
            label: t('category.delete'),
            icon: <IconTrash size={17} />,
            danger: true,
            apart: true,
            // Its rooms stay: what is lost is a name, which is soon given again.
            onSelect: () => remove.mutate(category.id, failed),
          },
        ]}
      >
        <IconButton size="sm" label={label} icon={<IconDots size={16} />} hint={false} />
      </ActionMenu>
      <Suspense>
        {renaming ? <CategoryDialog category={category} onClose={() => setRenaming(false)} /> : null}
      </Suspense>
    </>
  );
}
