import fc from 'fast-check';

/** Properties are tried on the same examples every time; `FC_SEED=7 npm test` tries others. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1934) });
