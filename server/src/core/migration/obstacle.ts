/** Why a call cannot be migrated: a sentence that says what is in the way, and what to do. */
export interface Obstacle {
  readonly reason: string;
}

export const obstacle = (reason: string): Obstacle => ({ reason });

export const isObstacle = (value: object): value is Obstacle => 'reason' in value;
