/** The certificate the server shows and its key, read and held against each other before anything is opened. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { WrongConfiguration } from './variables.ts';

export interface Tls {
  /** PEM: the server's certificate, then those between it and its root. */
  readonly cert: Buffer;
  /** PEM. */
  readonly key: Buffer;
}

export interface TlsFiles {
  readonly TLS_CERT?: string | undefined;
  readonly TLS_KEY?: string | undefined;
}

/** Null without files. Throws `WrongConfiguration`, which names the file and never what is in it. */
export function readTls({ TLS_CERT: certFile, TLS_KEY: keyFile }: TlsFiles): Tls | null {
  if (certFile === undefined || keyFile === undefined) return null;
  const problems: string[] = [];
  const tried = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      problems.push(cause.message);
      return undefined;
    }
  };
  const cert = tried(() => contentOf('TLS_CERT', certFile));
  const key = tried(() => contentOf('TLS_KEY', keyFile));
  const certificate = cert && tried(() => certificateIn(cert, certFile));
  const privateKey = key && tried(() => privateKeyIn(key, keyFile));
  if (certificate && privateKey && !certificate.checkPrivateKey(privateKey)) {
    problems.push(
      `TLS_KEY does not belong to TLS_CERT: ${keyFile} is another certificate’s key. Set both to files that were made together`,
    );
  }
  if (problems.length > 0 || !cert || !key) throw new WrongConfiguration(problems);
  try {
    createSecureContext({ cert, key });
  } catch (cause) {
    throw new WrongConfiguration([`TLS_CERT and TLS_KEY can’t be used: ${textOf(cause)}`]);
  }
  return { cert, key };
}

class Problem extends Error {}

function contentOf(name: keyof TlsFiles, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') throw new Problem(`${name} names a file that is not there: ${file}`);
    if (code === 'EACCES') throw new Problem(`${name} names a file that this user may not read: ${file}`);
    throw new Problem(`${name} names a file that can’t be read: ${textOf(cause)}`);
  }
}

function certificateIn(pem: Buffer, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new Problem(`TLS_CERT must be a certificate in PEM (-----BEGIN CERTIFICATE-----): ${file} is not`);
  }
}

function privateKeyIn(pem: Buffer, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    // In both of its forms: PKCS #8, and what OpenSSL made before there was that.
    if (pem.includes('ENCRYPTED')) {
      throw new Problem(`TLS_KEY must be a key without a passphrase: ${file} has one`);
    }
    throw new Problem(`TLS_KEY must be a private key in PEM (-----BEGIN PRIVATE KEY-----): ${file} is not`);
  }
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
