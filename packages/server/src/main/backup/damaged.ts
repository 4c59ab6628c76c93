/** What is said of a backup that is not what was once written. */
export class BackupDamaged extends Error {
  constructor(what: string) {
    super(
      `The backup is damaged: ${what}. Nothing was restored from it. Copy it here again, or take another one.`,
    );
    this.name = 'BackupDamaged';
  }
}
