/** More jobs at the same time would only wait for each other on the disks of one machine. */
export const MOST_PARALLEL = 64;

/** What a job may be called: it stands on command lines, in logs and in names of units. */
export const JOB_NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,63}$/u;
