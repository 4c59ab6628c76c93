/** What the page of sample-name shows and does. */
import {
  projectSampleName,
  SAMPLE_NAME_CHANNEL,
  type SampleNameState,
  sampleNameFrom,
} from '@parley/client/features/sample-name/projection';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../../app/client.ts';

/** Live for as long as it is shown; null until the first snapshot. */
export function useSampleName(): SampleNameState | null {
  const [state, setState] = useState<SampleNameState | null>(null);
  useEffect(
    () =>
      client.channel(SAMPLE_NAME_CHANNEL).follow({
        snapshot: (snapshot) => setState(sampleNameFrom(snapshot)),
        event: (event) => setState((known) => (known === null ? known : projectSampleName(known, event))),
      }),
    [],
  );
  return state;
}

export function useAdd() {
  return useMutation({ mutationFn: (text: string) => client.call('sample-name:add', { text }) });
}
