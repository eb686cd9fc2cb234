/** SHA-256 of what it was given; `hex` ends it. */
export interface TextDigest {
  readonly update: (text: string) => void;
  readonly hex: () => string;
}
