/** Messages somebody keeps at hand. */
import { z } from 'zod';
import { Time } from '../../kernel/scalars.ts';
import { Message } from '../chat/model.ts';

/** As the message is now. */
export const SavedMessage = z.object({ message: Message, savedAt: Time });
export type SavedMessage = z.infer<typeof SavedMessage>;
