/** What all panes share: the people, the clock, the weather, the tour. */

/** The town as the last events described it. */
export class Town {
  /** Take over a greeting. */
  constructor(hello) {
    this.greet(hello);
  }

  /** Take over a greeting, at the start or after the wire was lost. */
  greet({ town, bot, people, now, pace, weather, power, tour }) {
    this.title = town.title;
    this.language = town.language;
    this.bot = bot;
    this.pace = Number(pace) || 0;
    this.weather = weather;
    this.power = power;
    this.tour = tour ?? [];
    this.isMoving = false;
    this.#meet(people);
    this.#set(now);
  }

  /** Keep up with what happens. */
  listen(wire) {
    wire.on("people", ({ people }) => this.#meet(people));
    wire.on("weather", ({ weather }) => (this.weather = weather));
    wire.on("power", ({ power }) => (this.power = power));
    wire.on("tour", ({ tour }) => (this.tour = tour));
    wire.on("clock", ({ now, is_moving: isMoving }) => {
      this.isMoving = Boolean(isMoving);
      this.#set(now);
    });
  }

  /** The simulated time. */
  get now() {
    return new Date(this.setTo + (performance.now() - this.setAt) * this.pace);
  }

  /** Somebody by id, if there is such a person. */
  person(id) {
    return this.byId.get(id);
  }

  /** The people with whom a newcomer starts: those whom the tour needs first. */
  get leads() {
    const wanted = this.tour.map(({ who }) => who).filter((id) => this.byId.has(id));
    const members = this.people.filter((each) => !each.is_citizen).map(({ id }) => id);
    return [...new Set([...wanted, ...members, ...this.byId.keys()])];
  }

  #meet(people) {
    this.people = people;
    this.byId = new Map(people.map((each) => [each.id, each]));
  }

  #set(now) {
    this.setTo = new Date(now).getTime();
    this.setAt = performance.now();
  }
}
