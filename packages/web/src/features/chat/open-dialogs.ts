/** Which of the chat's dialogs is open: keys, the sidebar and empty states all open the same ones. */
import { create } from 'zustand';

export type ChatDialog = 'switcher' | 'create-room' | 'new-direct' | 'new-category';

interface OpenDialogs {
  readonly opened: ChatDialog | null;
}

export const useChatDialog = create<OpenDialogs>(() => ({ opened: null }));

export function openChatDialog(opened: ChatDialog): void {
  useChatDialog.setState({ opened });
}

export function closeChatDialog(): void {
  useChatDialog.setState({ opened: null });
}
