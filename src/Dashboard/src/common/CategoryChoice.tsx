import { categories, type KnowledgeCategory } from "../server/types";
import { label } from "./format";
import { Choice } from "./Form";

interface Props {
  value: KnowledgeCategory | undefined;
  onChange: (category: KnowledgeCategory | undefined) => void;
  all?: string;
}

export function CategoryChoice({ value, onChange, all = "All categories" }: Props) {
  return (
    <Choice label="Category" hideLabel value={value ?? ""} onChange={(event) => onChange(categories.find((one) => one === event.target.value))} className="!w-auto">
      <option value="">{all}</option>
      {categories.map((category) => <option key={category} value={category}>{label(category)}</option>)}
    </Choice>
  );
}
