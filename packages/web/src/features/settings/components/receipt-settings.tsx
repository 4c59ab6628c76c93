/** Whether others are told what I have read. */
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client, useReadable } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { SwitchField } from '../../../ui/components/field.tsx';
import { toast } from '../../../ui/components/toasts.tsx';

export function ReceiptSettings() {
  const { t } = useTranslation('talk');
  const preferences = useReadable(client.chatPreferences);
  const save = useMutation({
    mutationFn: (receipts: boolean) => client.call('chat:set-preferences', { receipts }),
    onError: (error) => toast(errorText(t, error), { tone: 'danger' }),
  });
  const told = save.isPending ? save.variables : preferences?.receipts;
  return (
    <SwitchField
      label={t('receipts.label')}
      hint={t('receipts.hint')}
      checked={told ?? true}
      disabled={told === undefined}
      onChange={(event) => save.mutate(event.target.checked)}
    />
  );
}
