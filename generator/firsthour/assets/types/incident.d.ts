/* What incident mode passes around. For the reader and the type checker: no browser loads it. */

interface Entry {
  /** Random, so that two browsers never make the same one. */
  id: string;
  /** When, in milliseconds since 1970. */
  at: number;
  /** One more than the highest that its maker had seen. */
  n: number;
  /** Who: id of a person, or empty. */
  by: string;
  /** What it sets: "", start, title, began, level, status, role/ID, tick/PLACE, sent/AUDIENCE, ... */
  key: string;
  /** To what. */
  value: string;
  /** Its line in the timeline; without one it has none. */
  text: string;
  /** What came of it. */
  result: string;
}

interface Draft {
  key?: string;
  value?: string;
  text?: string;
  result?: string;
}

interface Named {
  id: string;
  name: string;
}

interface Level {
  id: string;
  code: string;
  name: string;
  definition: string;
  /** Seconds between updates for the team, 0 for none. */
  internal: number;
  /** Seconds between updates for everybody, 0 for none. */
  public: number;
}

/** A way upwards: whom to call when it has lasted `after` seconds. */
interface Path {
  id: string;
  title: string;
  hops: { name: string; after: number }[];
}

interface Message {
  id: string;
  title: string;
  audience: string;
  levels: string[];
  statuses: string[];
  /** Those that say to send it. */
  runbooks: string[];
}

/** Something to drill: what is told to those who take part, and the page that should help. */
interface Scenario {
  page: string;
  level: string;
  lines: string[];
}

/** What the build says of the team. */
interface Config {
  zone: string;
  /** Who answers for the record. */
  owner: string;
  /** The role that leads. */
  lead: string;
  /** Pattern of the channel's name. */
  channel: string;
  raiseOnly: boolean;
  statuses: string[];
  /** The worst first. */
  levels: Level[];
  roles: Named[];
  people: Named[];
  paths: Path[];
  messages: Message[];
  /** The least recently tried first. */
  scenarios: Scenario[];
}

/** What is true now, as the entries say. */
interface State {
  /** In order. */
  entries: Entry[];
  start: Entry;
  began: number;
  level: string;
  drill: boolean;
  /** The last entry of each key. */
  last: Map<string, Entry>;
}

/** A call or an update that is to be made. */
interface Due {
  key: string;
  name: string;
  at: number;
}
