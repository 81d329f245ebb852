/** What every request says that it comes from. A browser says its own. */
export const userAgent = "leaseline/0.1.0";
