/** How the product appears, ready to be served; made once from the configuration. */
export interface Brand {
  readonly logo?: {
    /** Names its content, so that it never changes under one name. */
    readonly file: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
    /** Pixels. */
    readonly width: number;
    readonly height: number;
  };
  readonly accent?: {
    readonly style: string;
    /** Of the style's text, as a policy names it. */
    readonly hash: string;
  };
}
