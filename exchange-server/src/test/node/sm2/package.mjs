// Opens a sealed package with SM2 and SM4-GCM, and checks the SM2 signature over its manifest, with sm-crypto-v2.
//   node package.mjs open SEALED PRIVATE_KEY_HEX OUT
//   node package.mjs verify SIGNATURE MANIFEST
import { readFileSync, writeFileSync } from "node:fs";
import sm from "sm-crypto-v2";

const { sm2, sm3, sm4 } = sm;
const OID = {
  authEnvelopedData: "060b2a864886f70d0109100117",
  sm4Gcm: "06082a811ccf55016808",
  signedData: "06092a864886f70d010702",
  sm3: "06082a811ccf55018311",
  messageDigest: "06092a864886f70d010904",
};

// One DER element: tag, the bytes of its content, and all of its bytes.
function element(bytes, at) {
  let length = bytes[at + 1];
  let head = 2;
  if (length >= 0x80) {
    const octets = length & 0x7f;
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + bytes[at + 2 + i];
    head += octets;
  }
  const end = at + head + length;
  if (end > bytes.length) throw new Error("a DER element that ends too late");
  return { tag: bytes[at], content: bytes.subarray(at + head, end), whole: bytes.subarray(at, end), end };
}

function children(content) {
  const all = [];
  for (let at = 0; at < content.length; ) {
    const child = element(content, at);
    all.push(child);
    at = child.end;
  }
  return all;
}

const hex = (bytes) => Buffer.from(bytes).toString("hex");

function expect(holds, what) {
  if (!holds) throw new Error("expected " + what);
}

function open(file, privateKey, out) {
  const [type, explicit] = children(element(readFileSync(file), 0).content);
  expect(hex(type.whole) === OID.authEnvelopedData, "AuthEnvelopedData");
  const [, recipients, info, mac] = children(children(explicit.content)[0].content);
  const [, , algorithm, encryptedKey] = children(children(recipients.content)[0].content);
  const [transport] = children(algorithm.content);
  console.log("key transport " + hex(transport.whole));
  // GM/T 0009: the SM2 ciphertext is a sequence of point, hash and bytes, which the library reads.
  const key = sm2.doDecrypt(hex(encryptedKey.content), privateKey, 1, { output: "array", asn1: true });
  const [, cipher, ciphertext] = children(info.content);
  const [oid, parameters] = children(cipher.content);
  expect(hex(oid.whole) === OID.sm4Gcm, "SM4 in GCM");
  const [nonce] = children(parameters.content);
  const opened = sm4.decrypt(hex(ciphertext.content), hex(key), {
    mode: "gcm",
    iv: hex(nonce.content),
    tag: hex(mac.content),
    output: "array",
  });
  writeFileSync(out, Buffer.from(opened));
  console.log("opened");
}

function verify(signatureFile, manifestFile) {
  const [type, explicit] = children(element(readFileSync(signatureFile), 0).content);
  expect(hex(type.whole) === OID.signedData, "SignedData");
  const signedData = children(children(explicit.content)[0].content);
  const certificate = children(signedData.find((e) => e.tag === 0xa0).content)[0];
  const signer = children(children(signedData[signedData.length - 1].content)[0].content);
  expect(hex(children(signer[2].content)[0].whole) === OID.sm3, "SM3");
  const attributes = signer[3];
  const digest = children(attributes.content)
    .map((attribute) => children(attribute.content))
    .find(([name]) => hex(name.whole) === OID.messageDigest)[1];
  expect(
    hex(children(digest.content)[0].content) === sm3(readFileSync(manifestFile)),
    "the manifest's SM3 digest among the signed attributes",
  );
  // The subject's public key is the last bit string of the certificate's first part.
  const tbs = children(children(certificate.content)[0].content);
  const key = tbs.map((e) => (e.tag === 0x30 ? children(e.content) : [])).find((c) => c.length === 2 && c[1].tag === 3);
  const publicKey = hex(key[1].content.subarray(1));
  // What is signed is the attributes as a SET (RFC 5652, 5.4).
  const signed = Uint8Array.from(attributes.whole);
  signed[0] = 0x31;
  const signature = hex(signer[signer.length - 1].content);
  expect(sm2.doVerifySignature(signed, signature, publicKey, { der: true, hash: true }), "a signature that holds");
  const other = Uint8Array.from(signed);
  other[other.length - 1] ^= 1;
  expect(!sm2.doVerifySignature(other, signature, publicKey, { der: true, hash: true }), "no signature over other bytes");
  console.log("verified");
}

const [command, ...rest] = process.argv.slice(2);
({ open, verify })[command](...rest);
