// Compares the catalogue with the official SDK packages: npm run catalogue:check. What differs must be listed with its
// reason in server/tools/catalogue/sdk-differences.json.
import { checkSdks } from './sdk/check.ts';

const { compared, complaints } = checkSdks(process.cwd());
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) {
  console.error(
    'Correct the catalogue, or list the difference in server/tools/catalogue/sdk-differences.json.',
  );
  process.exitCode = 1;
} else console.log(`The catalogue agrees with the SDKs on ${compared} endpoints, but for what is listed.`);
