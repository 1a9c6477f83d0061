// The embedded network through its TLS port, with Fabric's own Gateway client for Node: nothing here is of this project
// but the names. Run by NodeClientIT, which tells port, certificates and keys in the environment.
import assert from 'node:assert/strict';
import { createPrivateKey, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import grpc from '@grpc/grpc-js';
import fabric from '@hyperledger/fabric-gateway';

const { CommitError, EndorseError, GatewayError, StatusCode, checkpointers, connect, hash, signers } = fabric;
const utf8 = new TextDecoder();
const read = (name) => readFileSync(process.env[name]);

let client;
let gateway;
let network;
let shelf;

const withDeadline = () => ({ deadline: Date.now() + 30_000 });

const open = (mspId, certificate, key) =>
    connect({
        client,
        identity: { mspId, credentials: certificate },
        signer: signers.newPrivateKeySigner(createPrivateKey(key)),
        hash: hash.sha256,
        evaluateOptions: withDeadline,
        endorseOptions: withDeadline,
        submitOptions: withDeadline,
        commitStatusOptions: withDeadline,
    });

before(() => {
    client = new grpc.Client(`localhost:${process.env.LEDGER_PORT}`, grpc.credentials.createSsl(read('LEDGER_TLS_ROOT')));
    gateway = open('InsurerMSP', read('CLIENT_CERTIFICATE'), read('CLIENT_KEY'));
    network = gateway.getNetwork('claims');
    shelf = network.getContract('consent');
});

after(() => {
    gateway.close();
    client.close();
});

const fresh = (name) => `${name}-${randomUUID()}`;
const get = async (key) => utf8.decode(await shelf.evaluateTransaction('get', key));
const endorse = (transactionName, ...args) => shelf.newProposal(transactionName, { arguments: args }).endorse();
const failure = async (promise) => promise.then(() => assert.fail('it went well'), (error) => error);

test('what is submitted can be evaluated', async () => {
    const key = fresh('问候');

    await shelf.submitTransaction('put', key, '您好');

    assert.equal(await get(key), '您好');
});

test('a transaction is endorsed, submitted and awaited step by step', async () => {
    const proposal = shelf.newProposal('put', { arguments: [fresh('step'), 'x'] });
    const transaction = await proposal.endorse();
    const commit = await transaction.submit();
    const status = await commit.getStatus();

    assert.equal(transaction.getTransactionId(), proposal.getTransactionId());
    assert.equal(status.code, StatusCode.VALID);
    assert.equal(status.successful, true);
    assert.ok(status.blockNumber > 0n);
});

test('a client that signs elsewhere gets the same', async () => {
    const sign = signers.newPrivateKeySigner(createPrivateKey(read('CLIENT_KEY')));
    const key = fresh('offline');
    const unsigned = shelf.newProposal('put', { arguments: [key, 'x'] });

    const proposal = gateway.newSignedProposal(unsigned.getBytes(), await sign(unsigned.getDigest()));
    const endorsed = await proposal.endorse();
    const transaction = gateway.newSignedTransaction(endorsed.getBytes(), await sign(endorsed.getDigest()));
    const submitted = await transaction.submit();
    const commit = gateway.newSignedCommit(submitted.getBytes(), await sign(submitted.getDigest()));

    assert.equal((await commit.getStatus()).code, StatusCode.VALID);
    assert.equal(await get(key), 'x');
});

test('transient data and named organizations reach the peers', async () => {
    const key = fresh('secret');

    await shelf.submit('putSecret', {
        arguments: [key],
        transientData: { secret: 'nine char' },
        endorsingOrganizations: ['RegulatorMSP', 'SourceMSP'],
    });

    assert.equal(await get(key), '9');
});

test("a refusal to endorse has each named peer's words", async () => {
    const error = await failure(
        shelf.submit('refuse', { arguments: ['授权已撤回'], endorsingOrganizations: ['ExchangeMSP', 'RegulatorMSP'] }),
    );

    assert.ok(error instanceof EndorseError);
    assert.equal(error.code, grpc.status.ABORTED);
    assert.match(error.transactionId, /^[0-9a-f]{64}$/);
    assert.match(error.message, /failed to collect enough transaction endorsements, see attached details/);
    assert.deepEqual(error.details.map(({ mspId, message }) => `${mspId}: ${message}`).sort(), [
        'ExchangeMSP: chaincode response 500, 授权已撤回',
        'RegulatorMSP: chaincode response 500, 授权已撤回',
    ]);
    error.details.forEach((detail) => assert.match(detail.address, /^peer0\..+:7051$/));
});

test('a refused evaluation has the details too', async () => {
    const error = await failure(shelf.evaluateTransaction('refuse', 'no such consent'));

    assert.ok(error instanceof GatewayError);
    assert.equal(error.code, grpc.status.UNKNOWN);
    assert.deepEqual(
        error.details.map(({ mspId, message }) => ({ mspId, message })),
        [{ mspId: 'ExchangeMSP', message: 'chaincode response 500, no such consent' }],
    );
});

test('an organization without a peer is named', async () => {
    const error = await failure(
        shelf.submit('put', { arguments: ['x', 'y'], endorsingOrganizations: ['NobodyMSP'] }),
    );

    assert.ok(error instanceof EndorseError);
    assert.equal(error.code, grpc.status.UNAVAILABLE);
    assert.match(error.message, /failed to find any endorsing peers for org\(s\): NobodyMSP/);
});

test('of two that read the same version the second is an MVCC_READ_CONFLICT', async () => {
    const key = fresh('contended');
    await shelf.submitTransaction('put', key, '');
    const first = await endorse('append', key, '1');
    const second = await endorse('append', key, '2');
    assert.equal((await (await first.submit()).getStatus()).code, StatusCode.VALID);

    const status = await (await second.submit()).getStatus();

    assert.equal(status.code, StatusCode.MVCC_READ_CONFLICT);
    assert.equal(status.successful, false);
    assert.equal(await get(key), '1');
});

test('a conflict in one go is a CommitError with its code', async () => {
    const key = fresh('once');
    await shelf.submitTransaction('put', key, '');
    const all = await Promise.all(
        Array.from({ length: 8 }, () =>
            shelf.submitTransaction('append', key, 'x').then(() => StatusCode.VALID, (error) => {
                assert.ok(error instanceof CommitError);
                return error.code;
            }),
        ),
    );

    assert.equal((await get(key)).length, all.filter((code) => code === StatusCode.VALID).length);
    all.forEach((code) => assert.ok(code === StatusCode.VALID || code === StatusCode.MVCC_READ_CONFLICT));
});

test('a key added to a range that was read is a PHANTOM_READ_CONFLICT', async () => {
    const prefix = fresh('range');
    await shelf.submitTransaction('put', `${prefix}-1`, 'x');
    const counted = await endorse('count', `${prefix}-`, `${prefix}-~`, fresh('count'));
    await shelf.submitTransaction('put', `${prefix}-2`, 'x');

    const status = await (await counted.submit()).getStatus();

    assert.equal(status.code, StatusCode.PHANTOM_READ_CONFLICT);
});

test('one organization alone is an ENDORSEMENT_POLICY_FAILURE', async () => {
    const proposal = shelf.newProposal('put', {
        arguments: [fresh('alone'), 'x'],
        endorsingOrganizations: ['ExchangeMSP'],
    });

    const status = await (await (await proposal.endorse()).submit()).getStatus();

    assert.equal(status.code, StatusCode.ENDORSEMENT_POLICY_FAILURE);
});

test('a committed proposal is not endorsed again', async () => {
    const proposal = shelf.newProposal('put', { arguments: [fresh('again'), 'x'] });
    await (await (await proposal.endorse()).submit()).getStatus();

    const error = await failure(proposal.endorse());

    assert.ok(error instanceof EndorseError);
    assert.match(error.details[0].message, /^duplicate transaction found \[[0-9a-f]{64}\]\. Creator \[[0-9a-f]+\]$/);
});

test('events are replayed from a checkpoint, none twice and none left out', async () => {
    const names = [fresh('event'), fresh('event'), fresh('event')];
    const start = (await (await (await endorse('put', names[0], 'x')).submit()).getStatus()).blockNumber;
    await shelf.submitTransaction('put', names[1], 'x');
    const checkpointer = checkpointers.inMemory();

    const seen = [];
    const before = await network.getChaincodeEvents('consent', { startBlock: start });
    try {
        for await (const event of before) {
            seen.push(utf8.decode(event.payload));
            await checkpointer.checkpointChaincodeEvent(event);
            if (seen.includes(names[0])) {
                break;
            }
        }
    } finally {
        before.close();
    }
    await shelf.submitTransaction('put', names[2], 'x');
    const later = await network.getChaincodeEvents('consent', { startBlock: start, checkpoint: checkpointer });
    try {
        for await (const event of later) {
            assert.equal(event.eventName, 'put');
            assert.equal(event.chaincodeName, 'consent');
            seen.push(utf8.decode(event.payload));
            await checkpointer.checkpointChaincodeEvent(event);
            if (seen.includes(names[2])) {
                break;
            }
        }
    } finally {
        later.close();
    }

    assert.deepEqual(
        seen.filter((name) => names.includes(name)),
        names,
    );
    assert.equal(new Set(seen).size, seen.length);
});

test('blocks come whole and filtered, from the first and live', async () => {
    const whole = await network.getBlockEvents({ startBlock: 0n });
    try {
        let expected = 0;
        for await (const block of whole) {
            assert.equal(block.getHeader().getNumber(), expected);
            expected += 1;
            if (expected === 3) {
                break;
            }
        }
    } finally {
        whole.close();
    }
    const filtered = await network.getFilteredBlockEvents();
    try {
        const next = filtered[Symbol.asyncIterator]().next();
        const transaction = await endorse('put', fresh('filtered'), 'x');
        await (await transaction.submit()).getStatus();
        const ids = (await next).value.getFilteredTransactionsList().map((one) => one.getTxid());
        assert.ok(ids.length > 0);
    } finally {
        filtered.close();
    }
});

test('blocks with private data are refused by name', async () => {
    const blocks = await network.getBlockAndPrivateDataEvents({ startBlock: 0n });
    try {
        const error = await failure(blocks[Symbol.asyncIterator]().next());

        assert.ok(error instanceof GatewayError);
        assert.equal(error.code, grpc.status.UNIMPLEMENTED);
        assert.match(error.message, /does not support private data/);
    } finally {
        blocks.close();
    }
});

test('pages go on from their bookmark and history begins with the newest', async () => {
    const prefix = fresh('page');
    for (const letter of ['a', 'b', 'c']) {
        await shelf.submitTransaction('put', `${prefix}-${letter}`, letter);
    }
    await shelf.submitTransaction('put', `${prefix}-a`, 'z');

    const page = utf8.decode(await shelf.evaluateTransaction('page', `${prefix}-`, `${prefix}-~`, '2', ''));
    const bookmark = page.slice(page.indexOf('|') + 1);
    const rest = utf8.decode(await shelf.evaluateTransaction('page', `${prefix}-`, `${prefix}-~`, '2', bookmark));

    assert.equal(page, `${prefix}-a,${prefix}-b|${prefix}-c`);
    assert.equal(rest, `${prefix}-c|`);
    assert.equal(utf8.decode(await shelf.evaluateTransaction('history', `${prefix}-a`)), 'z,a');
});

test('a key that is not of its certificate is denied', async () => {
    const impostor = open('InsurerMSP', read('CLIENT_CERTIFICATE'), read('OTHER_KEY'));
    try {
        const contract = impostor.getNetwork('claims').getContract('consent');

        const error = await failure(contract.submitTransaction('put', 'x', 'y'));

        assert.ok(error instanceof EndorseError);
        assert.deepEqual(
            error.details.map(({ message }) => message),
            ['error validating proposal: access denied: channel [claims] creator org [InsurerMSP]'],
        );
    } finally {
        impostor.close();
    }
});
