import { TemplatesScreen } from "#components/templates/templates-screen.tsx";

export default function TemplatesPage() {
  return <TemplatesScreen />;
}
