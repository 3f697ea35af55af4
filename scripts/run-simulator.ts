// The simulator as a child of `npm start`. It ends with its parent, also when that is killed: its port must
// be free for the next start.
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));
process.stdin.resume();
// Ctrl-C reaches the whole terminal group; the parent decides when this process ends.
process.on("SIGINT", () => undefined);
await import("../simulator/main.ts");

export {};
