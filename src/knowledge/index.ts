export { isTopic, type Topic, topic, topics } from './topics.ts'
