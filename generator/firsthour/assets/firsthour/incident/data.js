// @ts-check
/*
 * What incident mode knows of the team: levels, roles, names. The build puts another file in the
 * place of this one, which only shows the shape. Without levels there is no incident mode.
 */
/** @type {Config} */
const incidentData = JSON.parse(
  '{"zone": "UTC", "owner": "", "lead": "", "channel": "", "raiseOnly": true, "statuses": [],' +
    ' "levels": [], "roles": [], "people": [], "paths": [], "messages": [], "scenarios": []}',
);
