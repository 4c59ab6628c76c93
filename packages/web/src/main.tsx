/** Starts the web app: styles, language, then the page. */
import './ui/styles.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { reloadWhenRenewed } from './app/new-version.ts';
import { startI18n } from './i18n/setup.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
reloadWhenRenewed();
await startI18n();
createRoot(root).render(<App />);
