const link = "[Confirm it now](command:workbench.action.openSettings)";

/** What somebody would write who means harm: a link that runs a command, an icon, and markup. */
export const hostile = `${link} $(bug) <b>now</b>`;
