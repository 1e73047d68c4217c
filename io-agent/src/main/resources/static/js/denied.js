import { followTheme } from './theme.js';

followTheme();
