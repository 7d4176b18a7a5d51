import { useParams } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { usePage } from '../../app/page-context.tsx';
import { DepartmentView } from './department-view.tsx';
import { UnknownDepartment } from './unknown-department.tsx';

/** One department, by the id in the address. */
export function Department() {
  const t = useTranslations('department');
  const { department: id = '' } = useParams({ strict: false });
  const found = usePage().shell.organisation.departments.find((one) => one.id === id);
  return found ? (
    <DepartmentView key={id} id={id} name={found.name} />
  ) : (
    <UnknownDepartment title={t('unknown', { id })} />
  );
}
