// Writes the browser's copy of the contract: routes and permissions as JSON, no schemas, no zod.
import { writeFileSync } from "node:fs";
import { minifyContractRouter } from "@orpc/contract";
import { contract } from "../lib/api/contract.ts";

writeFileSync("lib/api/contract.json", `${JSON.stringify(minifyContractRouter(contract), null, 2)}\n`);
