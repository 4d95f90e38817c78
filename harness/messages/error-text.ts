/** What is said of an error of usage or of the environment. */
export interface ErrorText {
  /** What happened. */
  what: string;
  /** Why; absent where that goes without saying. */
  why?: string | undefined;
  /** What to do next. Without a full stop where it ends with something to copy. */
  next: string;
}

/** What a program reads, or where it works. */
export type GivenPath = 'standard input' | 'working folder';

/** Limits of a session, as the kernel names them. */
export type SessionLimit =
  | 'Max open files'
  | 'Max address space'
  | 'Max data size'
  | 'Max file size'
  | 'Max cpu time';

/** What the kernel refuses, by its error code. */
export type Refusal =
  | 'EMFILE'
  | 'ENFILE'
  | 'EAGAIN'
  | 'ENOMEM'
  | 'ENOSPC'
  | 'EDQUOT'
  | 'EROFS'
  | 'EIO';

/** What is wrong with a folder, by the error code. */
export type FolderFlaw = 'ENOENT' | 'ENOTDIR' | 'EACCES' | 'EPERM';

/** Why no sandbox is available. */
export type SandboxFlaw = 'elsewhere' | 'absent' | 'failing';
