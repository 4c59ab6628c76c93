/** The advisory lock of whoever makes or changes the schema. Any number that other users of the database are unlikely to have chosen. */
export const MIGRATION_LOCK = 7_264_539_001;
