export { type FieldsView, joinFields } from './fields.ts'
export {
  reasonOf,
  VIEW_STEPS,
  VIEWS_VERSION,
  type View,
  type ViewEdit,
  type ViewKind,
  type ViewStep,
} from './view.ts'
export { MAX_DEPTH, type ViewOptions, viewsOf } from './views-of.ts'
