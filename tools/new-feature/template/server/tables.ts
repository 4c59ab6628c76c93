/** The rows of sample-name, as queries see them. */
import type { ChannelTables } from '../../platform/db/database.ts';

export interface SampleNameItemTable {
  id: string;
  text: string;
  created_by: string;
  created_at: string;
}

export interface SampleNameTables extends ChannelTables {
  sample_name_items: SampleNameItemTable;
}
