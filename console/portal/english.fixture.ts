/** Words of English that none of the portal's other languages has. */
export const ENGLISH =
  /(?<![\p{L}\p{N}])(?:the|and|your|you|with|this|that|for|from|not|were|have|has|will|please|desk)(?![\p{L}\p{N}])/iu;
