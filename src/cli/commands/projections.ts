import { type ProjectionState, ProjectionsService } from '../../services/projections.service';
import type { Call } from '../call';
import { type Column, grouped, textTable } from '../text-table';

/** `holdings projections`: how far each projection of each generation is. False when one cannot be read. */
export async function projections({ environment, format, output }: Call): Promise<boolean> {
  const service = await ProjectionsService.open(environment);
  try {
    const report = await service.report();
    if (format === 'json') await output.json(report);
    else await output.lines(textTable(COLUMNS, report.projections.map(row)));
    return report.projections.every(({ problem }) => problem === null);
  } finally {
    await service.close();
  }
}

const COLUMNS: Column[] = [
  { title: 'Projection' },
  { title: 'Generation', align: 'right' },
  { title: 'Is' },
  { title: 'Rules' },
  { title: 'Persons', align: 'right' },
  { title: 'Checkpoint' },
  { title: 'Events behind', align: 'right' },
];

function row(state: ProjectionState) {
  const { projection, generation, role, rulesVersions, persons, checkpoint, lag, lagAtLeast, problem } =
    state;
  const behind = lag === null ? '' : `${grouped(String(lag))}${lagAtLeast ? ' or more' : ''}`;
  return {
    cells: [
      projection,
      String(generation),
      role,
      rulesVersions.join(', '),
      persons === null ? '' : grouped(String(persons)),
      problem ?? checkpoint ?? '',
      behind,
    ],
  };
}
