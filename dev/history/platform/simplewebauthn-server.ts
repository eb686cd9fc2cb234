/** `@simplewebauthn/server` where nobody signs in with a passkey: a sixth of the bundle's time to load is its certificates. */
function none(): never {
  throw new Error("the history has no passkeys");
}

export {
  none as generateAuthenticationOptions,
  none as generateRegistrationOptions,
  none as verifyAuthenticationResponse,
  none as verifyRegistrationResponse,
};
