import type { Json, JsonMember } from '../../model.ts';
import type { Range } from '../../source.ts';

/** Where programs of jq stand for JSON, and where in them names stand for values. */
export class JqPlaces {
  private readonly programs = new Set<number>();
  private readonly names: Range[] = [];

  /** The object or list that a program builds begins at `start`. */
  addProgram(start: number): void {
    this.programs.add(start);
  }

  addName(place: Range): void {
    this.names.push(place);
  }

  /** True for the place at which what a program builds begins. */
  startsAt(offset: number): boolean {
    return this.programs.has(offset);
  }

  /** A body that tells of its values which of them are named. */
  named(json: Json): Json {
    switch (json.kind) {
      case 'object':
        return { ...json, members: json.members.map((member) => this.member(member)) };
      case 'array':
        return { ...json, items: json.items.map((item) => this.named(item)) };
      default:
        return json;
    }
  }

  private member(member: JsonMember): JsonMember {
    const { keyRange } = member;
    const value = this.named(member.value);
    const own = this.names.find((place) => place.start <= keyRange.start && place.end >= keyRange.end);
    if (own) return { ...member, value, keyRange: own, shorthand: ': ' };
    if (value.range.start >= keyRange.end && value.range.start < keyRange.end + 20)
      return { ...member, value };
    const place = this.names
      .filter(({ start }) => start >= keyRange.end && start < keyRange.end + 20)
      .toSorted((a, b) => a.start - b.start)[0];
    return place ? { ...member, value, place } : { ...member, value };
  }
}
