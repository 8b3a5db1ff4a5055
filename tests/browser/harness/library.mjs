// A library of its own for a group of stories: the real program, a new folder of data, a free port.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const BINARY = process.env.RESSOURCOTHEQUE_BINARY ?? join(ROOT, 'target/debug/ressourcotheque');
/** Seconds a debug build may take to load the shipped content into an empty folder. */
const START_SECONDS = 90;
const STOP_SECONDS = 20;

/** The program reads its settings from `RESSOURCOTHEQUE_…`: the stories want the defaults. */
function environment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('RESSOURCOTHEQUE_')));
}

function run(data, ...args) {
  return spawn(BINARY, [...args, '--data', join(data, 'data')], { cwd: data, env: environment() });
}

function exited(child, seconds, doing) {
  return new Promise((resolve, reject) => {
    if (child.exitCode !== null) return resolve(child.exitCode);
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${doing} took more than ${seconds} s`));
    }, seconds * 1000);
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      resolve(code ?? signal);
    });
  });
}

/** Keeps what a process says, for the message when something goes wrong. */
function heard(child) {
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  return () => lines.slice(-40).join('\n');
}

function listening(child, said) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not listening after ${START_SECONDS} s:\n${said()}`)), START_SECONDS * 1000);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /^listening on (http:\/\/\S+)$/.exec(line)?.[1];
      if (!address) return;
      clearTimeout(late);
      resolve(address);
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`the program ended with ${code} before it listened:\n${said()}`));
    });
    child.once('error', reject);
  });
}

/** A running library. `origin` is its address, without a slash at the end. */
export class Library {
  static async start() {
    assert.ok(existsSync(BINARY), `${BINARY} is missing: run cargo build first`);
    const data = await mkdtemp(join(tmpdir(), 'stories-'));
    const child = run(data, 'serve', '--listen', '127.0.0.1:0');
    const library = new Library(child, data);
    library.said = heard(child);
    library.origin = await listening(child, library.said);
    return library;
  }

  constructor(child, data) {
    this.child = child;
    this.data = data;
    // A test runner that dies must not leave a server behind.
    this.onExit = () => child.kill('SIGKILL');
    process.once('exit', this.onExit);
  }

  /** Creates a resource through the JSON API and answers its slug. */
  async create(resource) {
    const answer = await fetch(`${this.origin}/api/v1/resources`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'page', licence: 'CC-BY-SA-4.0', ...resource }),
    });
    const body = await answer.text();
    assert.equal(answer.status, 201, body);
    return JSON.parse(body).slug;
  }

  /** The current revision of a resource, as the JSON API gives it. */
  async read(slug) {
    const answer = await fetch(`${this.origin}/api/v1/resources/${slug}`);
    assert.equal(answer.status, 200);
    return answer.json();
  }

  /** Writes a new revision through the JSON API, from the current one. */
  async revise(slug, changes) {
    const { revision, title, kind, body, licence, authors, tags, fields } = await this.read(slug);
    const answer = await fetch(`${this.origin}/api/v1/resources/${slug}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title, kind, body, licence, authors, tags, fields, base_revision: revision, ...changes }),
    });
    assert.equal(answer.status, 200, await answer.text());
  }

  /** Withdraws a resource through the JSON API. */
  async withdraw(slug, reason) {
    const answer = await fetch(`${this.origin}/api/v1/resources/${slug}`, {
      method: 'DELETE',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason }),
    });
    assert.ok(answer.ok, await answer.text());
  }

  /** Stops politely, then asks the program to check all that the stories left in the folder. */
  async stop() {
    this.child.kill('SIGTERM');
    const code = await exited(this.child, STOP_SECONDS, 'stopping');
    process.removeListener('exit', this.onExit);
    assert.equal(code, 0, `the program ended with ${code}:\n${this.said()}`);
    const check = run(this.data, 'check');
    const said = heard(check);
    assert.equal(await exited(check, STOP_SECONDS, 'checking'), 0, `check found something wrong:\n${said()}`);
    await rm(this.data, { recursive: true, force: true });
  }
}
