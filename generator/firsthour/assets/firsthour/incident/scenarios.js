// @ts-check
/*
 * What there is to drill. The build writes it in here.
 */
incidentData.scenarios = [];
