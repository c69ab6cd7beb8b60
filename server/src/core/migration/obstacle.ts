/** Why a call cannot be migrated: a sentence that says what is in the way, and what to do. */
export interface Obstacle {
  readonly reason: string;
}

/** What is in the way, in a sentence for a user. */
export const obstacle = (reason: string): Obstacle => ({ reason });

/** True for what is in the way, and not for what was made. */
export const isObstacle = (value: object): value is Obstacle => 'reason' in value;
