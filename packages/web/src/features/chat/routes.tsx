/** Addresses of the feature. The conversation is part of the first load; the rest comes when it is gone to. */
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ConversationPage } from './components/conversation-page.tsx';
import { HomePage } from './components/home-page.tsx';
import { conversationSearch } from './message-link.ts';

/** A link into a room is opened by who isn't signed in, too. */
export function openRoutes(parent: AnyRoute): readonly AnyRoute[] {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: '/join/$code',
      // An invitation to the server that came along; it may be all digits, which the router would read as a number.
      validateSearch: (search: Record<string, unknown>) => {
        const invite = String(search.invite ?? '');
        return invite === '' ? {} : { invite };
      },
      component: lazyRouteComponent(() => import('./components/join-page.tsx'), 'JoinPage'),
    }),
  ];
}

export function shellRoutes(parent: AnyRoute): readonly AnyRoute[] {
  const getParentRoute = () => parent;
  return [
    createRoute({ getParentRoute, path: '/', component: HomePage }),
    createRoute({
      getParentRoute,
      path: '/rooms',
      component: lazyRouteComponent(() => import('./components/browse-page.tsx'), 'BrowsePage'),
    }),
    createRoute({
      getParentRoute,
      path: '/threads',
      component: lazyRouteComponent(() => import('./components/threads-page.tsx'), 'ThreadsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/rooms/$roomId',
      component: ConversationPage,
      validateSearch: conversationSearch,
    }),
  ];
}
