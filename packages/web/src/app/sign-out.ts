/** Signs out here and everywhere this sign-in is live, and leaves nothing of the person on the page. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client, session } from './client.ts';

export function useSignOut(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return () => {
    client.stop();
    // What can't reach the server is forgotten here all the same.
    void session.logout().catch(() => undefined);
    queries.clear();
    void navigate({ to: '/sign-in', search: {}, replace: true });
  };
}
