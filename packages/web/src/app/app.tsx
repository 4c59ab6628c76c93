/** The page: what everything inside it stands on. */
import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf, isLanguage } from '../i18n/languages.ts';
import { Toasts } from '../ui/components/toasts.tsx';
import { theme, variables } from '../ui/theme.ts';
import { createAppRouter } from './router.tsx';
import { schemeManager } from './scheme.ts';

const queries = new QueryClient({
  defaultOptions: {
    // Every request says itself whether it is worth another try; what is live comes over the socket.
    queries: { retry: 1, staleTime: 30_000, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});
const router = createAppRouter();
const scheme = schemeManager();

export function App() {
  return (
    <DirectionProvider>
      <DirectionFollowsLanguage />
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        colorSchemeManager={scheme}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          <Toasts />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}

/** What the component library places must turn around together with the page. */
function DirectionFollowsLanguage() {
  const { i18n } = useTranslation();
  const { setDirection } = useDirection();
  useEffect(() => {
    if (isLanguage(i18n.language)) setDirection(directionOf(i18n.language));
  }, [i18n.language, setDirection]);
  return null;
}
